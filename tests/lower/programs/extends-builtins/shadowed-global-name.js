{
  class Array {
    m() { return "mine"; }
  }
  class List extends Array {}
  console.log(new List().m(), new List() instanceof Array, globalThis.Array.isArray(new List()));
}
{
  class Error extends globalThis.Error {
    get name() { return "Shadow"; }
  }
  console.log(String(new Error("m")));
}
