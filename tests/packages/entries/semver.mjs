import semver from "semver";
import satisfies from "semver/functions/satisfies.js";

console.log(semver.maxSatisfying(["1.2.3", "1.9.0", "2.0.0-rc.1"], "^1.2"), satisfies("2.0.0-rc.1", ">=2.0.0-0"), semver.inc("1.2.3", "preminor", "beta"));
console.log(semver.validRange("1.x || >=2.5.0 <3"), semver.coerce("v3.4 something").version, semver.subset("^1.2.3", ">=1"), ["1.0.0", "1.0.0-a", "0.9.0"].sort(semver.compare));
