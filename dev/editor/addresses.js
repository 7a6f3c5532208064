/* Stands for linkifyjs within the editor: finds no addresses until the whole library is there (findAddressesWith). */
let library = null;
const known = [];

export function findAddressesWith(linkify) {
  library = linkify;
  for (const given of known) linkify.registerCustomProtocol(...given);
}

export const find = (...given) => library?.find(...given) ?? [];
export const tokenize = (...given) => library?.tokenize(...given) ?? [];
export const registerCustomProtocol = (...given) => {
  known.push(given);
  library?.registerCustomProtocol(...given);
};
export const reset = () => {
  known.length = 0;
  library?.reset();
};
