# A client that adds five bytes to all it says is another version: it needs a signature. docs/limits.md, Evasion.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 60c4 02 8f1e2d3c 4b5a6978 ~41*7 ~51*5
0.39    < 60c4 77 0a00000b 55aa3311 ~52*5
0.5     > 60c5 02 8f1e2d3d 4b5a6979 ~42*7 ~53*5

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
