/** An amount as it is shown: four decimals at most, at least two. */
export function dollars(amount: number): string {
  return amount.toFixed(4).replace(/0{1,2}$/, '');
}
