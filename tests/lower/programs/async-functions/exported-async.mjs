export default async function () {
  return "default";
}
export const named = async () => "named";
export async function declared() {
  return [await named(), typeof this];
}
declared().then((v) => console.log(v));
