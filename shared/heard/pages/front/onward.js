// Goes on to the page whose place this one takes for a moment. What stands behind "#" comes along; a browser
// would take the very same address for a place within this page, hence the query, which the page removes.
location.replace(location.pathname + "?view" + location.hash);
