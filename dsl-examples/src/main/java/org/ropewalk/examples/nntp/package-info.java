/** NNTP: RFC 3977, with AUTHINFO (4643) and STARTTLS (4642). */
package org.ropewalk.examples.nntp;
