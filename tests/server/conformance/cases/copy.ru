COPY DEFAULT TO <http://suite.example/g>
