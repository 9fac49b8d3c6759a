// Its own, so that Vitest does not find this repository's.
export default {};
