# Near miss: a RADIUS request sent again keeps identifier and authenticator.
udp 10.0.0.11:40000 > 192.0.2.7:1812
not skype

0       > 01 2a 0210 ~211*524
3       > 01 2a 0210 ~211*524
6       > 01 2a 0210 ~211*524

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags one-way
