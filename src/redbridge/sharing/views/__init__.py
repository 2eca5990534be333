"""HTTP for places outside: pictures, embeds, feeds, maps, and the page one shares from."""
