# Near miss: both sides send type 2 with the number of a session behind a flag, then what is random.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 8f 1e2d3c4b ~41*40
0.04    < a1b7 02 55 1e2d3c4b ~42*70

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
