import chalk, { Chalk } from "chalk";

const forced = new Chalk({ level: 3 });
console.log(JSON.stringify(forced.red.bold(`a ${forced.hex("#00ff00").underline("b")} c\nd`)));
console.log(JSON.stringify(new Chalk({ level: 1 }).bgRgb(1, 200, 3).inverse("x")), chalk.level, chalk.green("plain"));
