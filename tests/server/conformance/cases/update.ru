PREFIX : <http://suite.example/>
CLEAR DEFAULT ;
PREFIX s: <http://suite.example/>
INSERT { ?s s:size ?n } WHERE { GRAPH :g { ?s s:size ?n } } ; DROP GRAPH :g
