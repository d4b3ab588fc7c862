/** What a matcher asks of the text that it looks at. Every string is one; a test passes one that counts. */
export type Text = Pick<string, 'length' | 'charCodeAt' | 'codePointAt' | 'startsWith' | 'indexOf' | 'slice'>;
