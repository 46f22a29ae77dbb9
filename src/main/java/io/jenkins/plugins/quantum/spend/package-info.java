/**
 * The account book of money: what runs reserved and what they were billed, by month and folder, held against the limits of the
 * folders. Knows nothing of how runs are made.
 */
package io.jenkins.plugins.quantum.spend;
