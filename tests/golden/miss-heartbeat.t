# Near miss: a checksum that is new each time, a session and a state that are not, under one header.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 8f1e2d3c 4b5a6978 41 ~41*7
2       > 60c4 02 55aa3311 4b5a6978 41 ~42*7

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way
