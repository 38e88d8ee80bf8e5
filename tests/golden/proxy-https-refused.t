# Near miss: the proxy refuses; what follows is no inner stream.
tcp 10.0.0.11:50000 > 10.0.0.2:3128
not skype

0       > "CONNECT 192.0.2.7:443 HTTP/1.0\r\n\r\n"
0.1     < "HTTP/1.0 403 Forbidden\r\nContent-Length: 0\r\n\r\n"

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
