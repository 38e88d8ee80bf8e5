# Near miss: the sizes of a key exchange, and an encrypted protocol that begins each message with the same two bytes.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > a55a ~711*62
0.1     < a55a ~712*70
0.2     > a55a ~713*6
0.3     < a55a ~714*6
--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
