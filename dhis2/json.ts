/** Parsed JSON, or undefined when the text is not JSON. */
export const parseJson = (text: string): unknown => {
    try {
        return JSON.parse(text)
    } catch (error) {
        if (error instanceof SyntaxError) {
            return undefined
        }
        throw error
    }
}
