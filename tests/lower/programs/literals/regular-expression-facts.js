const make = () => /a/g;
console.log(make() === make(), /a/g.flags, String(/[/]\/x/), /(?:)/.source, new RegExp("a", "y").sticky);
