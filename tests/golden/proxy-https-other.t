# Near miss: somebody else's TLS through the same proxy.
tcp 10.0.0.11:50000 > 10.0.0.2:3128
not skype

0       > "CONNECT www.example.org:443 HTTP/1.1\r\nHost: www.example.org:443\r\n\r\n"
0.1     < "HTTP/1.1 200 OK\r\n\r\n"
0.11    > 16 0301 0059 01 000055 0303 ~801*32 00 000a c02b c02f 009e cca9 002f 01 00 0022
          0017 0000 0000 0014 0012 00 000f "www.example.org" 000b 0002 0100

--- whole
packet 3 >   94 bytes  8090 tls-other: other +60 = 60
other none proxy-https, likely 60, packet 3 of 3
by 8090 tls-other, era any
flags tunnelled
--- only >
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
