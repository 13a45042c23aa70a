import { customAlphabet, nanoid, urlAlphabet } from "nanoid";
import { customAlphabet as insecure } from "nanoid/non-secure";

console.log(nanoid().length, /^[ab]{5}$/.test(customAlphabet("ab", 5)()), insecure("x", 4)(), [...urlAlphabet].sort().join(""));
