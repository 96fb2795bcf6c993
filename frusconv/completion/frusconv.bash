# Completion of frusconv for bash 4.4 or newer: the program itself tells what fits.
_frusconv() {
    local program=${1/#\~\//$HOME/} word type value
    local -a words=()
    # bash makes three words of `--to=tei`; the program takes it as two, `--to tei`.
    for word in "${COMP_WORDS[@]:0:COMP_CWORD}"; do
        [[ $word == "=" && ${words[-1]-} == --* ]] || words+=("$word")
    done
    word=${COMP_WORDS[COMP_CWORD]}
    [[ $word == "=" && ${words[-1]-} == --* ]] && word=
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            file) compopt -o default ;;
            dir) compopt -o dirnames ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(
        IFS=$'\n'
        env COMP_WORDS="${words[*]}"$'\n'"$word" COMP_CWORD="${#words[@]}" _FRUSCONV_COMPLETE=bash_complete "$program" 2> /dev/null
    )
}
complete -o nosort -F _frusconv frusconv
