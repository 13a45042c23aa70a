const re = /(?<year>\d{4})-\d\d|\d\d\/(?<year>\d{4})/;
console.log(re.exec("2024-05").groups.year, re.exec("05/2023").groups.year, Object.keys(re.exec("2024-05").groups));
console.log("05/2023".replace(re, "$<year>!"), "2024-05".match(re).groups.year);
