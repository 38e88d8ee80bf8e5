# A client that names nobody; the server's certificate names Skype.
tcp 10.0.0.11:50000 > 192.0.2.7:443

0       > 16 0301 0041 01 00003d 0303 ~901*32 00 000a c02b c02f 009e cca9 002f 01 00 000a
          0017 0000 000b 0002 0100
0.1     < 16 0303 0175                                            # one record: three messages
          02 000046 0303 ~902*32 20 ~903*32 c02f 00
          0b 000123 000120 00011d                                # the certificate
          308201193081c4a00302010202044a5b6c7d300d06092a864886f70d01010b050030153113301106035504030c0a
          "Example CA" 301e170d "200101000000Z" 170d "300101000000Z" 30163114301206035504030c0b
          "*.skype.com" 3032300d06092a864886f70d01010b05000321 00*33 a325302330210603551d11041a3018820b
          "*.skype.com" 8209 "skype.com" 300d06092a864886f70d01010b05000341 00*65
          0e 000000

--- whole
packet 2 <  378 bytes  8002 tls-certificate: skype-related +95 = 95
skype-related none tls, final 95, packet 2 of 2
by 8002 tls-certificate, era any
flags none
--- only >
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
