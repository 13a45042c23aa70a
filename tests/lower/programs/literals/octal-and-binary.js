console.log(0b101, 0B11, 0o17, 0O7, 0xff, 0b0, 0o0, -0b11, 0b11111111111111111111111111111111, 0o777777777777);
console.log(0b11.toString(), 0o7.toFixed(1), 0b1 + 0o1, [0b10, 0o10], { 0b11: "key" }[3]);
