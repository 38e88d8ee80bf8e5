# Near miss: the same bytes on a port that is not for names, and a name of nobody.
udp 10.0.0.11:40001 > 192.0.2.53:5300
not skype

0       > 1a34 0100 0001 0000 0000 0000 03 "www" 07 "example" 03 "org" 00 0001 0001

--- whole
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
