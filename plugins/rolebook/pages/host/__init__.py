"""Pages in; what a site generator is given of them out: navigation, files, assets."""
