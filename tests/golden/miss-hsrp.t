# Near miss: HSRP version 2 over IPv6, one way to a multicast address every three seconds: always the same
# bytes.
udp [fe80::11]:2029 > [ff02::66]:2029
not skype

0       > 01 28 02 00 06 06 00 01 00005e0001020000 00000064 00000bb8 00002710 ~261*16
3       > 01 28 02 00 06 06 00 01 00005e0001020000 00000064 00000bb8 00002710 ~261*16
6       > 01 28 02 00 06 06 00 01 00005e0001020000 00000064 00000bb8 00002710 ~261*16

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags one-way
