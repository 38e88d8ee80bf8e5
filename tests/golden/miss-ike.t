# Near miss: IKEv2, an initiator's SPI with 02 in its third byte; the request is sent again as it was (RFC
# 7296).
udp 10.0.0.11:500 > 192.0.2.7:500
not skype

0       > c31e025b7a904df6 00*8 21 20 22 08 00000000 00000148 ~271*300
2       > c31e025b7a904df6 00*8 21 20 22 08 00000000 00000148 ~271*300
2.1     < c31e025b7a904df6 9be04d1c22f7a835 21 20 22 20 00000000 00000148 ~272*300

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
