import yargs from "yargs";

async function main() {
  const parser = yargs(["serve", "--port", "80", "-vv", "--name=x", "rest"])
    .scriptName("tool").locale("en").exitProcess(false)
    .command("serve [file]", "serves", (y) => y.option("port", { type: "number", default: 3000 }), (argv) => console.log("serving", argv.port, argv.file))
    .option("v", { count: true, alias: "verbose", describe: "say more" });
  const argv = await parser.parse();
  console.log(argv.verbose, argv.name, argv._);
  console.log(await parser.wrap(70).getHelp());
}

main();
