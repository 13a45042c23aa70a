// Shows the progress of the first build, and loads the page anew when that is over.
const bar = document.querySelector("progress");
const stage = document.querySelector("#stage");

async function look() {
  try {
    const answer = await fetch("/@pybundle/progress", { cache: "no-store" });
    const progress = await answer.json();
    if (progress.settled) {
      location.reload();
      return;
    }
    stage.textContent = `${progress.stage} ${progress.done}/${progress.known}`;
    if (progress.known > 0) {
      bar.max = progress.known;
      bar.value = progress.done;
    }
  } catch {
    // The server is gone for now; it may come back.
  }
  setTimeout(look, 150);
}

look();
