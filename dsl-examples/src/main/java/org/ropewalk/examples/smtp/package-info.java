/** SMTP: mail is brought, and laid into the drops of its recipients. */
package org.ropewalk.examples.smtp;
