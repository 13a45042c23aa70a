class Total {
  value: number = $state(0);

  add(by: number): void {
    this.value += by;
  }
}

export const total = new Total();
