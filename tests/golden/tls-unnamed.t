# Near miss: a real ClientHello that names nobody.
tcp 10.0.0.11:50000 > 192.0.2.7:443
not skype

0       > 16 0301 0041 01 00003d 0303 ~681*32 00 000a c02b c02f 009e cca9 002f 01 00 000a
          0017 0000 000b 0002 0100

--- whole
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
