# Near miss: sixteen hexadecimal digits on port 80, which is all that is said.
tcp 10.0.0.11:50000 > 192.0.2.7:80
not skype

0       > "0a1b2c3d4e5f6a7b"
0.1     < "ok\r\n"

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
