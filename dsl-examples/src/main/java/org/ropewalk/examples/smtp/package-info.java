/** SMTP: mail is received and stored for its recipients. */
package org.ropewalk.examples.smtp;
