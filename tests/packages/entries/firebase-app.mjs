import { deleteApp, FirebaseError, getApps, initializeApp, registerVersion, SDK_VERSION } from "@firebase/app";

async function main() {
  const app = initializeApp({ projectId: "demo", apiKey: "none" }, "named");
  console.log(app.name, app.options, getApps().length, typeof SDK_VERSION);
  try { initializeApp({ projectId: "other" }, "named"); } catch (error) { console.log(error instanceof FirebaseError, error.code); }
  registerVersion("my-lib", "1.0.0");
  await deleteApp(app);
  console.log(getApps().length);
  process.exit(0);
}

main();
