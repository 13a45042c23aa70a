import { Command, InvalidArgumentError, Option } from "commander";

const program = new Command("tool").description("does things").version("1.2.3").exitOverride().configureOutput({ writeErr: (text) => console.log("err:", text.trim()) });
program.command("copy <from> [to...]").option("-f, --force").addOption(new Option("-m, --mode <mode>").choices(["fast", "slow"])).option("-n <count>", "how many", (value) => { if (Number.isNaN(+value)) throw new InvalidArgumentError("not a number"); return +value; })
  .action((from, to, options) => console.log(from, to, options));
program.parse(["copy", "a", "b", "c", "-f", "--mode", "slow", "-n", "3"], { from: "user" });
try { program.parse(["copy", "a", "-n", "x"], { from: "user" }); } catch (error) { console.log(error.code); }
console.log(program.helpInformation());
