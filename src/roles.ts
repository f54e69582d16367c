/** One row of the table of roles. */
export interface RoleRow {
  /** True for the article itself, false for boilerplate, which is set aside. */
  readonly kept: boolean
  /** Where the text of the role goes in the Markdown: the body, the front matter, or nowhere. */
  readonly place: 'body' | 'front matter' | 'none'
  /** What the role is, in a sentence, for `naskh roles` and for annotators. */
  readonly summary: string
}

/**
 * The roles a line can have, in the order in which they are listed to people.
 * `other` is boilerplate of no clear kind: only gold labels use it, the labeller never assigns it.
 */
export const roleTable = {
  headline: { kept: true, place: 'body', summary: 'The title of the article; at most one a document.' },
  section: { kept: true, place: 'front matter', summary: 'The category label above the headline ("News", "أخبار").' },
  kicker: { kept: true, place: 'front matter', summary: 'A phrase above the headline that leads into it.' },
  deck: { kept: true, place: 'front matter', summary: 'The summary under the headline, before the body.' },
  byline: { kept: true, place: 'front matter', summary: 'A line that names the authors.' },
  date: { kept: true, place: 'front matter', summary: 'A line that holds only when the text was published or updated.' },
  crosshead: { kept: true, place: 'body', summary: 'A heading between paragraphs of the body.' },
  paragraph: { kept: true, place: 'body', summary: 'Running text of the article, block quotes included.' },
  'list-item': { kept: true, place: 'body', summary: 'An item of a list that belongs to the article.' },
  source: { kept: true, place: 'front matter', summary: 'A line that credits the agency or outlet the text came from.' },
  caption: { kept: false, place: 'none', summary: 'A caption or credit of a picture, video or table.' },
  related: { kept: false, place: 'none', summary: 'Links to other articles: heading, category label, title, teaser, "read more".' },
  comments: { kept: false, place: 'none', summary: "A comment area: heading, form, policy and readers' comments." },
  promo: { kept: false, place: 'none', summary: 'Invitations: newsletters, apps, social accounts, subscriptions, sharing, advertisements.' },
  navigation: { kept: false, place: 'none', summary: 'Menus, breadcrumbs, search boxes, tags, pagination, login, counters.' },
  legal: { kept: false, place: 'none', summary: 'Copyright, disclaimers, cookie notices, terms.' },
  other: { kept: false, place: 'none', summary: 'Boilerplate of no clear kind; in gold labels only.' },
} as const satisfies Record<string, RoleRow>

/** The role of a line that is not blank. */
export type Role = keyof typeof roleTable

/** All roles, in the order of the table. */
export const roles = Object.keys(roleTable) as Role[]

/** The roles the labeller can assign: all but `other`. */
export const assignableRoles = roles.filter((role): role is Exclude<Role, 'other'> => role !== 'other') as readonly Role[]

/** Tells whether `name` is a role. */
export function isRole(name: unknown): name is Role {
  return typeof name === 'string' && Object.hasOwn(roleTable, name)
}

/** Tells whether lines of `role` belong to the article. */
export function isKept(role: Role): boolean {
  return roleTable[role].kept
}
