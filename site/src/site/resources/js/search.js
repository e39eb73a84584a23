// A search field above the menu. Words that were typed must all occur in a section; headings count more than text.
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector('script[src$="js/search.js"]').getAttribute("src").replace("js/search.js", "");
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "Search";
  field.setAttribute("aria-label", "Search the documents");
  const results = document.createElement("ol");
  results.id = "searchResults";
  document.getElementById("leftColumn").prepend(field, results);

  const fuse = new Fuse(searchIndex, {
    keys: [{ name: "section", weight: 4 }, { name: "page", weight: 2 }, { name: "text", weight: 1 }],
    threshold: 0.2,
    ignoreLocation: true,
    useExtendedSearch: true
  });
  field.addEventListener("input", () => {
    const words = field.value.split(/[\s"'|=!^$]+/).filter(word => word.length > 1);
    const query = { $and: words.map(word => ({ $or: ["section", "page", "text"].map(key => ({ [key]: "'" + word })) })) };
    const found = words.length === 0 ? [] : fuse.search(query, { limit: 12 });
    results.replaceChildren(...found.map(({ item }) => {
      const link = document.createElement("a");
      link.href = root + item.link;
      link.textContent = item.section === item.page ? item.page : item.page + ": " + item.section;
      const line = document.createElement("li");
      line.append(link);
      return line;
    }));
  });
});
