/** What the judgement of an object depends on, besides the object. */
// biome-ignore lint/suspicious/noEmptyInterface: options are added where they are needed, and every function takes them already.
export interface JudgeOptions {}
