# Near miss: encrypted datagrams, each under a head with the type 2 and the length of the rest in two bytes.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 14 00 ~801*20
0.04    < a1b7 02 78 00 ~802*120

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
