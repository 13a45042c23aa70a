import { configureStore, createAsyncThunk, createEntityAdapter, createListenerMiddleware, createSelector, createSlice, nanoid } from "@reduxjs/toolkit";
import { createApi, fakeBaseQuery } from "@reduxjs/toolkit/query";

async function main() {
  const adapter = createEntityAdapter({ sortComparer: (a, b) => a.title.localeCompare(b.title) });
  const load = createAsyncThunk("books/load", async (titles) => titles.map((title, id) => ({ id, title })));
  const books = createSlice({
    name: "books",
    initialState: adapter.getInitialState({ status: "idle" }),
    reducers: { rename: adapter.updateOne },
    extraReducers: (builder) => builder.addCase(load.pending, (state) => { state.status = "loading"; }).addCase(load.fulfilled, (state, action) => { state.status = "done"; adapter.setAll(state, action.payload); }),
  });
  const api = createApi({ baseQuery: fakeBaseQuery(), endpoints: (build) => ({ double: build.query({ queryFn: (n) => ({ data: n * 2 }) }) }) });
  const listener = createListenerMiddleware();
  const heard = [];
  listener.startListening({ actionCreator: books.actions.rename, effect: (action) => void heard.push(action.payload.id) });
  const store = configureStore({ reducer: { books: books.reducer, [api.reducerPath]: api.reducer }, middleware: (defaults) => defaults().prepend(listener.middleware).concat(api.middleware) });
  await store.dispatch(load(["Walden", "Emma"]));
  store.dispatch(books.actions.rename({ id: 1, changes: { title: "Zadig" } }));
  const titles = createSelector([(state) => adapter.getSelectors().selectAll(state.books)], (all) => all.map((book) => book.title));
  console.log(titles(store.getState()), store.getState().books.status, heard, nanoid().length);
  const query = store.dispatch(api.endpoints.double.initiate(21));
  console.log((await query).data);
  query.unsubscribe();
  process.exit(0);
}

main();
