# A real ClientHello for one of Skype's names.
tcp 10.0.0.11:50000 > 192.0.2.7:443

0       > 16 0301 005e 01 00005a 0303 ~661*32 00 000a c02b c02f 009e cca9 002f 01 00 0027
          0017 0000 0000 0019 0017 00 0014 "apps.skypeassets.com" 000b 0002 0100
0.1     < 16 0303 004a 02 000046 0303 ~662*32 20 ~663*32 c02f 00

--- whole
packet 1 >   99 bytes  8001 tls-name: skype-related +95 = 95
skype-related none tls, final 95, packet 1 of 1
by 8001 tls-name, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
