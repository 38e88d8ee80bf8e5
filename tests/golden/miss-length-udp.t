# Near miss: encrypted datagrams that begin with the length of the rest in two bytes, and have the type 2 behind it.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 0026 02 ~801*37
0.04    < 012a 02 ~802*297

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
