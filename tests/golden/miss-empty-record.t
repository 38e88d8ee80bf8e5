# Near miss: an empty record behind others is legal for application data.
tcp 10.0.0.11:50000 > 192.0.2.7:443
not skype

0       > 16 0301 0059 01 000055 0303 ~721*32 00 000a c02b c02f 009e cca9 002f 01 00 0022
          0017 0000 0000 0014 0012 00 000f "www.example.org" 000b 0002 0100
0.1     < 16 0301 004a 02 000046 0301 ~722*32 20 ~723*32 002f 00
0.2     > 17 03 01 00 00

--- whole
packet 1 >   94 bytes  8090 tls-other: other +60 = 60
other none tls, likely 60, packet 1 of 3
by 8090 tls-other, era any
flags none
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
