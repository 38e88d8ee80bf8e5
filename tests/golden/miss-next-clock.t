# Near miss: a number that counts up, the type 2 and a clock, of whose four bytes the lower two change.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 4c81a7f2 1b33a0f1 ~41*12
0.1     > 60c5 02 4c81a856 52d19c07 ~43*12
--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way
