let x = 1;
{
  let x = 2; <!-- a comment in sloppy scripts
  console.log(x);
}
console.log(x);
