# Near miss: a first message of 14 bytes in clear text, and answers of a record's sizes.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > "HELO somewhe\r\n"
0.1     < "250 somewhere at your service, and what now\r\n"
0.2     > "MAIL FROM:<a@b.example>\r\n"
0.3     < "250 ok\r\n"

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
