/** A role less probable than this is worth a look. */
export const doubtful = 0.6
