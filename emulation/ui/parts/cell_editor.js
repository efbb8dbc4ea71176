// The grid loads its cell editor when the first cell is typed into; until it is there, the keys typed are lost.

export default function ({ data }) {
  if (data) import(location.origin + data)
}
